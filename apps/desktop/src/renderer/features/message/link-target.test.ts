import { describe, expect, it } from 'vitest';
import { linkTarget } from './link-target.ts';

const target = (href: string, text = href) => linkTarget(href, text);

describe('linkTarget', () => {
  it('says where a plain link goes', () => {
    expect(target('https://www.example.org/a?b#c')).toEqual({
      kind: 'site',
      href: 'https://www.example.org/a?b#c',
      host: 'www.example.org',
      imitates: false,
      differs: false,
    });
  });

  it('writes a name of imitating letters out as computers read it', () => {
    // The a of this apple is Cyrillic.
    expect(target('https://\u0430pple.example/')).toMatchObject({
      host: 'xn--pple-43d.example',
      imitates: true,
    });
    expect(target('https://exam\u200Bple.org/')?.host).toBe('example.org');
  });

  it('notices a text that reads as another host', () => {
    expect(linkTarget('https://evil.example/', 'https://bank.example/')?.differs).toBe(true);
    expect(target('https://bank.example@evil.example/')).toMatchObject({
      host: 'evil.example',
      differs: true,
    });
  });

  it('opens nothing but sites and mail, and takes no headers of a mail along', () => {
    for (const href of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'hushroom://x', 'x'])
      expect(target(href)).toBeNull();
    expect(target('mailto:bob@example.org?bcc=carol@example.org')).toMatchObject({
      href: 'mailto:bob@example.org',
      host: 'bob@example.org',
    });
  });
});
