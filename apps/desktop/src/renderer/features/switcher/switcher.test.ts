import { describe, expect, it } from 'vitest';
import { Place } from '../../session/place.svelte.ts';
import { ScriptedApi, snapshot } from '../../session/scripted-api.ts';
import { conversation, opened, person, status } from '../../session/scripted-session.ts';
import { Switcher } from './switcher.svelte.ts';

async function scene(): Promise<{ place: Place; switcher: Switcher }> {
  const session = await opened(
    new ScriptedApi({
      status: () => status,
      subscribe: () => ({
        rev: 1,
        snapshot: snapshot({
          conversations: [
            conversation({ id: 'a'.repeat(64), title: 'Shared garden' }),
            conversation({ id: 'b'.repeat(64), title: 'Café', activeAt: 9 }),
            conversation({ id: 'c'.repeat(64), title: 'dave', kind: 'direct' }),
          ],
          people: [person('dave'), person('gardener'), person('olga')],
        }),
      }),
    }),
  );
  const place = new Place();
  return { place, switcher: new Switcher(session, place) };
}

const names = ({ offers }: Switcher): readonly string[] =>
  offers.map((offer) =>
    offer.kind === 'conversation'
      ? offer.conversation.title
      : offer.kind === 'person'
        ? offer.person.userName
        : `search ${offer.text}`,
  );

describe('Switcher', () => {
  it('offers the newest conversations before anything is typed, and nobody twice', async () => {
    const { switcher } = await scene();
    expect(names(switcher)).toEqual(['Café', 'dave', 'Shared garden', 'gardener', 'olga']);
  });

  it('puts first what begins as typed, without regard to case and accents, and a search last', async () => {
    const { switcher } = await scene();
    switcher.text = 'GAR';
    expect(names(switcher)).toEqual(['gardener', 'Shared garden', 'search GAR']);
    switcher.text = 'cafe';
    expect(names(switcher)[0]).toBe('Café');
  });

  it('opens what is chosen, round the ends of the list', async () => {
    const { place, switcher } = await scene();
    place.dialog = 'switcher';
    switcher.move(-1);
    switcher.move(1);
    await switcher.take();
    expect([place.conversation, place.dialog]).toEqual(['b'.repeat(64), null]);
  });
});
