/** The same items in an order drawn at random, so that no client always comes after the same one. */
export function shuffled(items) {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const place = Math.floor(Math.random() * (last + 1));
    [order[last], order[place]] = [order[place], order[last]];
  }
  return order;
}
