import os

ITEMS_PER_BOX = int(os.environ["ITEMS_PER_BOX"])


def handler(event, context):
    """Puts the items of an order into boxes, in their order."""
    items = [item["sku"] for item in event["items"] for _ in range(item["quantity"])]
    boxes = [items[start : start + ITEMS_PER_BOX] for start in range(0, len(items), ITEMS_PER_BOX)]
    print(f"{len(boxes)} boxes for {event['orderId']}")
    return {"boxes": boxes}
