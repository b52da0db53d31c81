// A passphrase that is chosen, typed twice: nobody can tell later what a typing error made of it.

export class NewPassphrase {
  first = $state('');
  again = $state('');
  /** The second one cannot become the first any more. */
  readonly differ = $derived(this.again !== '' && !this.first.startsWith(this.again));
  /** The passphrase; empty until both say the same. */
  readonly value = $derived(this.first === this.again ? this.first : '');
}
