import { screen } from '@testing-library/react';
import { giveLayout } from '../../dev/fakes/layout';
import { hostile, rowOf } from '../../dev/fakes/records';
import { openTab } from '../testUtils/openTab';

giveLayout();

const MARKUP = '<img src=x onerror=alert(1)>';

describe('a record of markup', () => {
  it.each([
    ['a row', 'grid', ''],
    ['its tree', 'complementary', 'e'],
    ['its text', 'complementary', 'e{]}'],
  ])('is text in %s, and no element', async (_, role, keys) => {
    const headers = [{ name: '<b>bold</b>', value: new Uint8Array([60, 98]) }];
    const { user, view } = await openTab({
      rows: [rowOf({ ...hostile, headers })],
    });
    if (keys) await user.keyboard(keys);
    expect(screen.getByRole(role)).toHaveTextContent(MARKUP);
    expect(view.container).toHaveTextContent('<script>alert(1)</script>');
    expect(view.container.querySelectorAll('script, img, b')).toHaveLength(0);
  });
});
