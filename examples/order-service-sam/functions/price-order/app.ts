import { priceOf } from "./prices.ts";

interface Order {
  readonly items: readonly { readonly sku: string; readonly quantity: number }[];
}

/** What an order costs, in the currency of the environment. */
export const handler = async ({ items }: Order) => {
  const total = items.reduce((sum, { sku, quantity }) => sum + priceOf(sku) * quantity, 0);
  return { total, currency: process.env.CURRENCY };
};
