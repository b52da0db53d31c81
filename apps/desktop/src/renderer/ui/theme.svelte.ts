// Light, dark, or as the system says. Kept in the page's own storage: it is a preference, not part of a profile.

export type ThemeChoice = 'system' | 'light' | 'dark';

const STORAGE_KEY = 'hushroom.theme';

function stored(): ThemeChoice {
  const value = localStorage.getItem(STORAGE_KEY);
  return value === 'light' || value === 'dark' ? value : 'system';
}

class Theme {
  #choice = $state<ThemeChoice>(stored());

  get choice(): ThemeChoice {
    return this.#choice;
  }

  choose(choice: ThemeChoice): void {
    this.#choice = choice;
    localStorage.setItem(STORAGE_KEY, choice);
    this.apply();
  }

  /** Puts the choice on the root element, where styles/tokens/colour.css reads it. */
  apply(): void {
    if (this.#choice === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = this.#choice;
  }
}

export const theme = new Theme();
