const prices: Readonly<Record<string, number>> = { book: 24, pen: 1.5, lamp: 79 };

class UnknownItem extends Error {
  override readonly name = "UnknownItem";
}

export function priceOf(sku: string): number {
  const price = prices[sku];
  if (price === undefined) throw new UnknownItem(`There is no "${sku}" in the catalogue.`);
  return price;
}
