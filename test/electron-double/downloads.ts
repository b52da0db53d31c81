// What a page saves: the app is asked, and what it lets through is saved without asking where.
import { join } from 'node:path';
import { fromChromium } from './addresses.ts';
import { app } from './app.ts';
import type { Cdp } from './cdp.ts';
import { report } from './report.ts';
import type { DoubleSession } from './session.ts';

/** From now on the downloads of the app's context are those of this session. */
export async function followDownloads(cdp: Cdp, session: DoubleSession): Promise<void> {
  const folder = join(app.getPath('appData'), 'downloads');
  /** Names of files under way, by Chromium's ids, which are also what it calls them on the disk. */
  const names = new Map<unknown, string>();
  cdp.on(({ method, params: { guid, url, suggestedFilename, state } }) => {
    if (method === 'Browser.downloadWillBegin') {
      const name = String(suggestedFilename);
      const from = fromChromium(String(url));
      if (session.maySave({ getURL: () => from, getFilename: () => name })) names.set(guid, name);
      else {
        report({ report: 'download-prevented', url: from });
        cdp.send('Browser.cancelDownload', { guid }).catch(() => undefined);
      }
    }
    const name = names.get(guid);
    if (method === 'Browser.downloadProgress' && state === 'completed' && name !== undefined) {
      report({ report: 'saved', name, path: join(folder, String(guid)) });
    }
  });
  await cdp.send('Browser.setDownloadBehavior', {
    behavior: 'allowAndName',
    downloadPath: folder,
    eventsEnabled: true,
    browserContextId: app.contextId,
  });
}
