/** Why the connection to the server ended, and what its pages say of an answer that is none. */
export const closingMessages = {
  gaveUp: 'gave up after {{tries}} tries: {{refusal}}',
  noServer: 'the realtime backend cannot be reached',
  cut: 'the connection was cut',
  stopping: 'server is shutting down',
  commandNotUnderstood: 'a command was not understood',
  ticket: 'the ticket is used, unknown or expired',
  signInExpired: 'the sign-in expired',
  withdrawn: 'access was withdrawn',
  noHeartbeat: 'no answer to two heartbeats',
  commandTooLarge: 'a command was larger than 64 kB',
  tooSlow: 'the viewer stopped reading',
  tooMany: 'too many commands or sockets',
  ownConnections:
    'You have {{n}} of {{max}} connections open. Close a tab, or ask the platform team to raise {{setting}}',
  connections:
    '{{n}} of {{max}} connections of this server are open. Try again later, or ask the platform team to raise {{setting}}',
  origin:
    'Connections from this origin are not allowed. Add it to {{setting}} if it is yours',
  noCheck: 'The sign-in cannot be checked now. Try again',
  serverFailed: 'the server failed; see its log',
  lifetime: 'the longest time for one socket is over',
  signIn: 'The sign-in is not accepted; sign in again and reload the page.',
  notInstalled:
    'The realtime backend does not know this address; is its plugin installed in the backend?',
  answered:
    'The realtime backend answered {{status}}; try again, then look into its log.',
} as const;
