import { describe, expect, it } from 'vitest';
import { ScriptedApi } from '../../session/scripted-api.ts';
import { status } from '../../session/scripted-session.ts';
import { Session } from '../../session/session.svelte.ts';
import { FirstPage } from './first-page.svelte.ts';

const WHOLE = `hushroom://relay.example:7440/#${'a'.repeat(52)}`;

function pageOn(api: ScriptedApi, suggestedRelay = ''): FirstPage {
  return new FirstPage(new Session(api), { ...status, phase: 'new', suggestedRelay });
}

describe('the relay of the first page', () => {
  it('is shown in words where its address is whole, and in its field while it is typed', () => {
    const page = pageOn(new ScriptedApi({}), WHOLE);
    expect(page.relayShown).toBe(true);
    page.relayEdited = true;
    page.relay = 'hushroom://r';
    // Already an address, and not yet the one that is meant.
    expect(page.relayParts).not.toBeNull();
    expect(page.relayShown).toBe(false);
  });

  it('comes back in its field when the engine finds it wrong', async () => {
    const page = pageOn(new ScriptedApi({ register: () => 'address-id-malformed' }), WHOLE);
    page.userName = 'alice';
    page.passphrase = 'velvet acorn bridge candle';
    expect(await page.submit()).toBe(false);
    expect(page.relayShown).toBe(false);
    expect(page.wordsAt('relay')).not.toBe('');
  });
});
