import { loadMessagesTab, preloadMessagesTab } from './loadMessagesTab';

describe('the chunk of the Messages tab', () => {
  it.each([
    ['/catalog/default/component/ping-pong/messages', true],
    ['/portal/catalog/default/component/ping-pong/messages', true],
    ['/catalog/default/component/ping-pong', false],
    ['/messages-of-the-day', false],
    ['/', false],
    [undefined, false],
  ])('of a link to %s is fetched early: %s', async (pathname, isEarly) => {
    expect(await preloadMessagesTab(pathname)).toBe(isEarly);
  });

  it('holds the tab', async () => {
    expect(await loadMessagesTab()).toHaveProperty('MessagesTab');
  });
});
