# Lambda handlers of every shape that Lambda takes, good and bad, for tests.
import decimal
import os
import sys
import time


def greet(event, context):
    return {"hello": event["name"], "function": context.function_name}


class OutOfStock(Exception):
    pass


def throws(event, context):
    raise OutOfStock("Out of stock")


def hangs(event, context):
    while True:
        time.sleep(1)


def exits(event, context):
    sys.exit(3)


def answers_a_set(event, context):
    return {1}


def answers_too_much(event, context):
    return "x" * (7 * 1024 * 1024)


def decimals(event, context):
    return [decimal.Decimal("1.5"), decimal.Decimal(2), None]


def prints(event, context):
    print("zählt")
    return os.environ["AWS_ACCESS_KEY_ID"]
