// The habits that no linter knows: who imports whom, what is declared, names, sizes, words. Each finding is one line
// that says what to do, so the fix needs no reading here.
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, it } from 'vitest';
import { commands } from '../scripts/commands.mjs';
import { allowed, areaOf, packageOf } from './tidy/import-rules.ts';
import { importsOf, root, sourceFiles, type SourceFile } from './tidy/source-files.ts';

const LINES_MAX = 400;

/** Longer than the limit, with the reason. */
const longFiles: Readonly<Record<string, string>> = {};

interface Manifest {
  readonly name: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const files = sourceFiles();
const code = files.filter(({ path }) => /\.(ts|mjs|js|svelte)$/.test(path));
const manifests = new Map(
  files
    .filter(({ name }) => name === 'package.json')
    .map(({ path, text }) => [posix.dirname(path), JSON.parse(text) as Manifest]),
);
const rootManifest = manifests.get('.')!;

const isTest = (path: string): boolean =>
  /\.(test|contract)\.ts$|\/contract\//.test(path) || /^(packages|apps)\/[^/]+\/test\//.test(path);

/** The workspace folder of a file: `packages/x`, `apps/x`, or `.` for the root. */
const workspaceOf = (path: string): string => /^(packages|apps)\/[^/]+/.exec(path)?.[0] ?? '.';

const declaredIn = (manifest: Manifest | undefined): Set<string> =>
  new Set(
    [manifest?.dependencies, manifest?.devDependencies, manifest?.optionalDependencies].flatMap((list) =>
      Object.keys(list ?? {}),
    ),
  );

const rootTools = declaredIn(rootManifest);

/** One finding for each file and import that `judge` objects to. */
function importFindings(judge: (file: SourceFile, specifier: string) => string | null): string[] {
  return code.flatMap((file) =>
    importsOf(file).flatMap(({ specifier, line }) => {
      const finding = judge(file, specifier);
      return finding === null ? [] : [`${file.path}:${String(line)} ${finding}`];
    }),
  );
}

it('imports only what its folder may import', () => {
  const findings = importFindings((file, specifier) => {
    const area = areaOf(file.path);
    const name = packageOf(specifier);
    if (area === null || name === null || allowed(area, name)) return null;
    if (isTest(file.path) && (name === 'node:' || rootTools.has(name))) return null;
    return (
      `imports ${specifier}, but ${area.folder} is ${area.purpose}. It may import ` +
      `${area.may.join(', ') || 'nothing'}. Move the code to a folder that may (test/tidy/import-rules.ts).`
    );
  });
  expect(findings).toEqual([]);
});

it('knows the rules of every folder with code', () => {
  const findings = code
    .filter(
      ({ path }) => /^(packages|apps)\//.test(path) && !path.endsWith('.config.ts') && areaOf(path) === null,
    )
    .map(({ path }) => `${path}: say in test/tidy/import-rules.ts what its folder may import.`);
  expect(findings).toEqual([]);
});

it('declares every package that it imports', () => {
  const findings = importFindings((file, specifier) => {
    const name = packageOf(specifier);
    if (name === null || name === 'node:') return null;
    const workspace = workspaceOf(file.path);
    const manifest = manifests.get(workspace);
    if (name === manifest?.name || declaredIn(manifest).has(name)) return null;
    // Tests use the root's tools, and root code uses the workspaces.
    if (isTest(file.path) && rootTools.has(name)) return null;
    if (workspace === '.' && name.startsWith('@hushroom/')) return null;
    return `imports ${specifier}: add ${name} with its exact version to ${posix.join(workspace, 'package.json')}.`;
  });
  expect(findings).toEqual([]);
});

it('reaches into no other folder by path, and into packages only by name', () => {
  const findings = importFindings((file, specifier) => {
    if (/^@hushroom\/[^/]+\//.test(specifier) && !/\.(contract|fixture)$/.test(specifier)) {
      return `reaches into ${specifier}: import what src/index.ts of that package exports.`;
    }
    if (packageOf(specifier) !== null) return null;
    const target = posix.join(posix.dirname(file.path), specifier);
    if (target.startsWith('packages/') && workspaceOf(target) !== workspaceOf(file.path)) {
      return `imports ${specifier}: import the package by its name, @hushroom/${target.split('/')[1] ?? ''}.`;
    }
    if (target === posix.join(workspaceOf(file.path), 'package.json')) return null;
    const from = areaOf(file.path);
    if (from !== null && ![from.folder, ...(from.beside ?? [])].some((folder) => target.startsWith(folder))) {
      return `imports ${specifier}: files of ${from.folder} import by path only within it.`;
    }
    return null;
  });
  expect(findings).toEqual([]);
});

it('names files as the house does', () => {
  const kebab =
    /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|contract|fixture|config|svelte|spec))*(\.d)?\.(ts|mjs|js|css|html)$/;
  const findings = code
    .filter(({ name, path }) =>
      path.endsWith('.svelte') ? !/^[A-Z][A-Za-z0-9]*\.svelte$/.test(name) : !kebab.test(name),
    )
    .map(({ path }) => `${path}: files are kebab-case.ts, components PascalCase.svelte.`);
  const vague = code
    .filter(({ path }) => /\/(utils?|helpers?|common|misc|shared)(\.|\/)/.test(path))
    .map(({ path }) => `${path}: name the noun that it holds (bytes.ts, clock.ts).`);
  expect([...findings, ...vague]).toEqual([]);
});

it('keeps files short', () => {
  const findings = files
    .filter(({ path }) => /\.(ts|mjs|js|svelte|css)$/.test(path) && longFiles[path] === undefined)
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > LINES_MAX)
    .map(
      ({ path, lines }) =>
        `${path} has ${String(lines)} lines (limit ${String(LINES_MAX)}): split it by its nouns.`,
    );
  expect(findings).toEqual([]);
  expect(Object.keys(longFiles).filter((path) => !files.some((file) => file.path === path))).toEqual([]);
});

it('opens each file with what it is', () => {
  const findings = files
    .filter(({ path }) => /\.(ts|mjs|js|svelte|css)$/.test(path) && !/\.(test|spec)\.ts$/.test(path))
    .filter(({ text }) => !/^(#!.*\n)?(<script[^>]*>\s*)?(\/\/|\/\*|<!--)/.test(text))
    .map(
      ({ path }) =>
        `${path}: open it with one to five lines of comment: what it is, and what it refuses to do.`,
    );
  expect(findings).toEqual([]);
});

it('says nothing about the place where it was made', () => {
  // The words are put together here so that this file does not find itself.
  const words: [RegExp, string][] = [
    [
      new RegExp(String.raw`(^|[^\w.])/(${['work', 'farm', 'root', 'home', 'Users'].join('|')})/\w`),
      'a path of one machine',
    ],
    [new RegExp(['registry', String.raw`\.(npmjs|yarnpkg)`].join('')), 'the host of a package registry'],
    [
      new RegExp(String.raw`\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|')})\b`),
      'an unfinished mark',
    ],
    [
      new RegExp(String.raw`\b(it|test|describe)\.(${['on' + 'ly', 'to' + 'do'].join('|')})\(`),
      'a focused or empty test',
    ],
    [new RegExp(['{@ht', 'ml'].join('')), 'text rendered as markup'],
  ];
  const findings = files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        words
          .filter(([word]) => word.test(line))
          .map(([, what]) => `${path}:${String(index + 1)} has ${what}: take it out.`),
      ),
  );
  expect(findings).toEqual([]);
});

it('takes colours, space, radii and fonts from styles/tokens', () => {
  const colour = /#[0-9a-f]{3,8}\b|\b(rgba?|hsla?|oklch|oklab|lab|lch|color)\(/i;
  const inline = /\b(style|fill|stroke|color)="[^"{]*(#[0-9a-f]{3,8}\b|\d(px|rem|em)\b)/i;
  const measured =
    /^\s*(margin|padding|gap|row-gap|column-gap|border-radius|font-size|font-family|font)\b[^:]*:\s*(.*)$/;
  const literal = /\b[1-9]\d*(\.\d+)?(px|rem|em|pt)\b|\b0\.\d+(px|rem|em)\b|["']/;
  const findings = files
    .filter(({ path }) => path.startsWith('apps/desktop/src/renderer/') && /\.(svelte|css)$/.test(path))
    .filter(({ path }) => !path.includes('/styles/tokens/'))
    .flatMap(({ path, text }) =>
      linesOf(path, text).flatMap(({ line, number, isStyle }) => {
        const value = measured.exec(line)?.[2] ?? '';
        const isLiteral = isStyle ? colour.test(line) || literal.test(value) : inline.test(line);
        return isLiteral
          ? [`${path}:${String(number)} "${line.trim()}": use a variable from styles/tokens.`]
          : [];
      }),
    );
  expect(findings).toEqual([]);
});

/** The lines of a style sheet or a component; `isStyle` within the component's style element. */
function linesOf(path: string, text: string): { line: string; number: number; isStyle: boolean }[] {
  const lines = text.split('\n');
  const style = path.endsWith('.css') ? -1 : lines.findIndex((line) => line.startsWith('<style'));
  const styleFrom = style === -1 && !path.endsWith('.css') ? lines.length : style;
  return lines.map((line, index) => ({ line, number: index + 1, isStyle: index > styleFrom }));
}

it('pins exact versions, the same everywhere, from no named host, with install scripts off', () => {
  const findings: string[] = [];
  const versions = new Map<string, string>();
  for (const [folder, manifest] of manifests) {
    const { dependencies, devDependencies, optionalDependencies } = manifest;
    for (const [name, version] of Object.entries({
      ...dependencies,
      ...devDependencies,
      ...optionalDependencies,
    })) {
      const where = `${posix.join(folder, 'package.json')}: ${name} ${version}`;
      if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) findings.push(`${where}: write the exact version.`);
      const other = versions.get(name) ?? version;
      if (other !== version) findings.push(`${where}: elsewhere it is ${other}; use one version.`);
      versions.set(name, other);
    }
  }
  const npmrc = readFileSync(join(root, '.npmrc'), 'utf8').split('\n');
  for (const line of ['ignore-scripts=true', 'omit-lockfile-registry-resolved=true']) {
    if (!npmrc.includes(line)) findings.push(`.npmrc: add ${line}.`);
  }
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  if (/"resolved": "\w+:/.test(lock)) {
    findings.push('package-lock.json names a host: run npm install with our .npmrc.');
  }
  expect(findings).toEqual([]);
});

it('runs every npm script through scripts/run.mjs, which installs what it needs', () => {
  const expected = Object.keys(commands).map((name) => [name, `exec node scripts/run.mjs ${name}`]);
  expect(rootManifest.scripts).toEqual(Object.fromEntries(expected));
  const missing = Object.values(commands).filter(({ target }) => !files.some(({ path }) => path === target));
  expect(missing).toEqual([]);
  const elsewhere = [...manifests].filter(([folder, { scripts }]) => folder !== '.' && scripts !== undefined);
  expect(elsewhere.map(([folder]) => folder)).toEqual([]);
});
