/** What a card of the sign-in page says. `id` is what the auth backend knows. */
export interface Persona {
  id: 'owner' | 'viewer' | 'platform';
  title: string;
  user: string;
  abilities: string[];
}

/** The demo users; examples/org.yaml and the backend's policy make these words true. */
export const PERSONAS: Persona[] = [
  {
    id: 'owner',
    title: 'Service owner',
    user: 'Olivia, team-realtime',
    abilities: [
      'Reads records of the services her team owns',
      'Sees masked values masked',
    ],
  },
  {
    id: 'viewer',
    title: 'Viewer',
    user: 'Victor, observers',
    abilities: [
      'Sees that records flow, and how many',
      'May not read what is in them',
    ],
  },
  {
    id: 'platform',
    title: 'Platform engineer',
    user: 'Petra, platform-team',
    abilities: [
      'Reads records of every service',
      'May take the mask off; each use is audited',
    ],
  },
];
