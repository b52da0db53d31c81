import { describe, expect, it } from 'vitest';
import { safeFileName } from './file-name.ts';

describe('a safe file name', () => {
  it.each([
    ['holiday photo.jpg', 'holiday photo.jpg'],
    ['Größe 大きさ 🙂.txt', 'Größe 大きさ 🙂.txt'],
    // Paths and hidden files.
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Windows\\system32', 'C__Windows_system32'],
    ['.bashrc', 'bashrc'],
    ['...', 'file'],
    ['', 'file'],
    [' . . ', 'file'],
    // What is not seen: controls, marks of direction, zero width, line ends.
    ['a\u0000b\r\n.txt', 'ab.txt'],
    ['annual\u202efdp.exe', 'annualfdp.exe'],
    ['a\u200bb\ufeff\u2066c\u2069', 'abc'],
    ['one\u2028two', 'onetwo'],
    ['\ud800x', '\ufffdx'],
    // Windows.
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['com1.log', '_com1.log'],
    ['console.log', 'console.log'],
    ['what? "this" <is>|*', 'what_ _this_ _is___'],
    ['trailing. . ', 'trailing'],
  ])('of %j is %j', (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
    expect(safeFileName(safe)).toBe(safe);
  });

  it('has at most 255 bytes, cut between characters, with its extension', () => {
    const long = safeFileName(`${'ü'.repeat(300)}.tar.gz`);
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(255);
    expect(long).toMatch(/^ü+\.gz$/u);
    expect(safeFileName(`${'🙂'.repeat(100)}.${'x'.repeat(100)}`)).toMatch(/^🙂+$/u);
  });
});
