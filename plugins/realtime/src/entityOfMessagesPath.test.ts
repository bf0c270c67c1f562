import { entityOfMessagesPath } from './entityOfMessagesPath';

describe('entityOfMessagesPath', () => {
  it.each([
    [
      '/catalog/default/component/ping-pong/messages',
      'component:default/ping-pong',
    ],
    ['/portal/catalog/team-a/API/pong.v1/messages', 'api:team-a/pong.v1'],
    ['/catalog/default/component/ping-pong/messages/', undefined],
    ['/catalog/default/component/ping-pong', undefined],
    ['/component/ping-pong/messages', undefined],
    ['/default//ping-pong/messages', undefined],
    ['/messages', undefined],
    ['/', undefined],
  ])('reads %s as %s', (pathname, entityRef) => {
    expect(entityOfMessagesPath(pathname)).toBe(entityRef);
  });
});
