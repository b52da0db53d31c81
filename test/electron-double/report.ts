// What the double tells the test that launched it: what the app asked the system for, and what was refused.

export type DoubleReport =
  /** A request that the app's own rules cancelled. */
  | { readonly report: 'cancelled'; readonly url: string }
  /** A request that no rule of the app stopped; the double does. */
  | { readonly report: 'leaked'; readonly url: string }
  | { readonly report: 'navigation-prevented'; readonly url: string }
  | { readonly report: 'window-denied'; readonly url: string }
  | { readonly report: 'window-focused' }
  | { readonly report: 'external'; readonly url: string }
  | { readonly report: 'web-preferences'; readonly preferences: Readonly<Record<string, unknown>> };

export function report(message: DoubleReport): void {
  process.send?.(message);
}
