import { FetchOrder } from './FetchOrder';

const cursors = [0, 1, 2, 3].map(partition => ({ partition }));
const ids = (order: FetchOrder) =>
  order.sort(cursors).map(({ partition }) => partition);

describe('FetchOrder', () => {
  it('keeps the order of partitions that were never served', () => {
    expect(ids(new FetchOrder())).toEqual([0, 1, 2, 3]);
  });

  it('gives every busy partition its turn when one fills each answer', () => {
    const order = new FetchOrder();
    const firsts = Array.from({ length: 8 }, () => {
      const [first] = ids(order);
      order.served(first);
      return first;
    });
    expect(firsts).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
  });

  it('keeps quiet partitions before the busy ones', () => {
    const order = new FetchOrder();
    [0, 2, 0, 2, 2].forEach(partition => order.served(partition));
    expect(ids(order)).toEqual([1, 3, 0, 2]);
  });
});
