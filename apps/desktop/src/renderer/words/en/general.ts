// Words that stand in many places.
export const general = {
  app: 'Hushroom',
  add: 'Add',
  back: 'Back',
  cancel: 'Cancel',
  close: 'Close',
  closePanel: 'Close panel',
  copied: 'Copied',
  done: 'Done',
  loading: 'Loading',
  offline: 'Offline',
  online: 'Online',
  remove: 'Remove',
  save: 'Save',
  starting: 'Starting',
  tryAgain: 'Try again',
  unnamed: 'Unnamed',
  you: 'You',
  /** A title and what follows from it, as one line. */
  sentences: (title: string, help: string) => `${title}. ${help}`,
  /** A name or state before what belongs to it. */
  labelled: (label: string, what: string) => `${label}: ${what}`,
  broken: 'This window broke',
  brokenLead: 'Hushroom came upon a fault of its own.',
  brokenSafe: 'Your messages are safe',
  brokenHelp:
    'What you sent is still being sent: only the window is affected. Load it again; if it breaks again, close Hushroom and start it anew.',
  reload: 'Load the window again',
  errorTitle: 'Something went wrong',
  errorCode: (code: string) => `Code: ${code}.`,
};
