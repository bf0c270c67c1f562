import { readPersona } from './personas';

describe('readPersona', () => {
  it.each([
    ['owner', 'user:default/olivia'],
    ['viewer', 'user:default/victor'],
    ['platform', 'user:default/petra'],
  ])('signs %s in as %s', (name, userEntityRef) => {
    expect(readPersona(name)).toMatchObject({ name, userEntityRef });
  });

  it.each(['', 'Owner', 'root', 'toString', '__proto__', 'owner,viewer'])(
    'refuses %j and does not repeat it',
    name => {
      expect(() => readPersona(name)).toThrow(
        'No such persona; choose one of: owner, viewer, platform',
      );
    },
  );

  it('asks for a choice when there is no header', () => {
    expect(() => readPersona(undefined)).toThrow('Choose a persona');
  });
});
