/** Pretends to be a bank: a card that begins with "empty" has no money left. */
export const handler = async ({ card, amount }) => {
  if (card.startsWith("empty")) {
    throw Object.assign(new Error(`The card does not cover ${amount} ${process.env.CURRENCY}.`), {
      name: "CardDeclined",
    });
  }
  return { amount, currency: process.env.CURRENCY, receipt: `${card}-${amount}` };
};
