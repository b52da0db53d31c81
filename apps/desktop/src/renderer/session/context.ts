// The state of the window, made once at the root and handed down.
import { createContext } from 'svelte';
import type { Place } from './place.svelte.ts';
import type { Session } from './session.svelte.ts';

export const [getSession, setSession] = createContext<Session>();
export const [getPlace, setPlace] = createContext<Place>();
