// The bytes of files, which go beside the channel: to and from the engine, under a ticket, at an address that the shell
// keeps for them. The one place of the interface that fetches.

/** Brings the bytes of an offered file. False if not all of them got through; the message says why. */
export async function uploadFile(ticket: string, file: Blob): Promise<boolean> {
  try {
    return (await fetch(addressOf(ticket), { method: 'POST', body: file })).ok;
  } catch {
    return false;
  }
}

/** The bytes behind a ticket of `file.open`, for what is shown or played; null if they cannot be had. */
export async function readFile(ticket: string): Promise<Blob | null> {
  try {
    const response = await fetch(addressOf(ticket));
    return response.ok ? await response.blob() : null;
  } catch {
    return null;
  }
}

/** Saves what is behind a ticket of `file.open`, as the browser or the system saves files: of any size, not through memory. */
export function saveFile({ ticket, name }: { readonly ticket: string; readonly name: string }): void {
  const link = document.createElement('a');
  link.href = addressOf(ticket);
  link.download = name;
  link.click();
}

function addressOf(ticket: string): string {
  return `/file/${ticket}`;
}
