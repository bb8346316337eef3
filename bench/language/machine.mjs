/**
 * Machines for measures, without a fault: groups of 20 states in the mix of real definitions. What people write was counted
 * in the 950 states of the shared `real` ones: of 20 states 11 are Tasks, 3 Pass, 2 Choice, one each Map, Wait, Succeed and
 * Fail, every second group has a Parallel; 4 or 5 stand in Maps and branches; a state has 7 values, 1.6 of them paths (in
 * JSONata 8 values, 2.4 of them expressions); there are 4 retriers, 2 catchers and 2 comments. `salt` makes names and
 * expressions differ from those of other machines, so that nothing is known yet.
 */
export const STATES_PER_GROUP = 20;

export function machine(language, states, salt) {
  const groups = states / STATES_PER_GROUP;
  const make = language === "JSONata" ? jsonataGroup : jsonPathGroup;
  const all = Array.from({ length: groups }, (_, index) => {
    const next = index + 1 < groups ? { Next: `Prepare ${salt}x${index + 1}` } : { End: true };
    return make(`${salt}x${index}`, next, index % 2 === 1);
  });
  return {
    Comment: `Orders are priced, stored and reported (${salt}).`,
    QueryLanguage: language,
    StartAt: `Prepare ${salt}x0`,
    States: Object.assign({}, ...all),
  };
}

const FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function";

const retry = {
  Retry: [
    {
      ErrorEquals: ["Lambda.TooManyRequestsException", "States.Timeout"],
      IntervalSeconds: 2,
      MaxAttempts: 4,
      BackoffRate: 2,
    },
    { ErrorEquals: ["States.ALL"], IntervalSeconds: 10, MaxAttempts: 2, MaxDelaySeconds: 60, JitterStrategy: "FULL" },
  ],
};

const REASON = "What happens here, and why it happens before the states that come after it.";

/** Two tasks at the end of a group: one after the other, or in branches of a Parallel that stands for a Pass state. */
function closing(id, [booked, confirmed], inBranches, plain, next) {
  const book = (after) => ({
    [`Book ${id}`]: { Type: "Task", Resource: `${FUNCTION}:book-${id}`, ...booked, ...after },
  });
  const confirm = (after) => ({ [`Confirm ${id}`]: { Type: "Task", ...confirmed, ...after } });
  if (!inBranches)
    return {
      [`Close ${id}`]: { Type: "Pass", ...plain, Next: `Book ${id}` },
      ...book({ Next: `Confirm ${id}` }),
      ...confirm(next),
    };
  const branches = [
    { StartAt: `Book ${id}`, States: book({ End: true }) },
    { StartAt: `Confirm ${id}`, States: confirm({ End: true }) },
  ];
  return { [`Close ${id}`]: { Type: "Parallel", Branches: branches, ...next } };
}

function jsonPathGroup(id, next, inBranches) {
  return {
    [`Prepare ${id}`]: {
      Type: "Pass",
      Comment: REASON,
      Parameters: {
        "orderId.$": `$.orders${id}.order.id`,
        "key.$": `States.Format('order/{}/{}-${id}', $.orders${id}['order'].id, States.UUID())`,
        "lines.$": `$.orders${id}.lines[*].sku`,
        "total.$": `$.orders${id}.order.total`,
        source: "web",
      },
      Assign: { [`total${id}.$`]: "$.total" },
      ResultPath: `$.prepared${id}`,
      Next: `Check ${id}`,
    },
    [`Check ${id}`]: {
      Type: "Choice",
      Choices: [
        {
          And: [
            { Variable: `$total${id}`, IsNumeric: true },
            { Variable: `$total${id}`, NumericGreaterThan: 1000 },
          ],
          Next: `Price ${id}`,
        },
        { Not: { Variable: `$.prepared${id}.orderId`, StringMatches: `web-*-${id}` }, Next: `Ignored ${id}` },
      ],
      Default: `Pause ${id}`,
    },
    [`Ignored ${id}`]: { Type: "Succeed" },
    [`Pause ${id}`]: { Type: "Wait", SecondsPath: `$.orders${id}.pause`, Next: `Price ${id}` },
    [`Price ${id}`]: {
      Type: "Task",
      Comment: REASON,
      Resource: "arn:aws:states:::lambda:invoke",
      Parameters: {
        FunctionName: `${FUNCTION}:price-${id}`,
        Payload: { "order.$": `$.prepared${id}`, "requested.$": "$$.Execution.StartTime", currency: "EUR" },
      },
      ResultSelector: { "price.$": `$.Payload.price${id}` },
      ResultPath: `$.priced${id}`,
      TimeoutSeconds: 60,
      ...retry,
      Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: `$.error${id}`, Next: `Failed ${id}` }],
      Next: `Store ${id}`,
    },
    [`Failed ${id}`]: { Type: "Fail", Error: "OrderFailed", Cause: `The order ${id} has no price.` },
    [`Store ${id}`]: {
      Type: "Task",
      Resource: "arn:aws:states:::dynamodb:putItem",
      Parameters: {
        TableName: `orders-${id}`,
        Item: {
          id: { "S.$": `$.prepared${id}.orderId` },
          total: { "N.$": `States.Format('{}', $total${id})` },
          status: { S: "priced" },
          version: { N: "1" },
        },
      },
      ResultPath: null,
      Next: `Each ${id}`,
    },
    [`Each ${id}`]: {
      Type: "Map",
      ItemsPath: `$.orders${id}.lines`,
      MaxConcurrency: 5,
      ItemProcessor: {
        ProcessorConfig: { Mode: "INLINE" },
        StartAt: `Load line ${id}`,
        States: {
          [`Load line ${id}`]: {
            Type: "Task",
            Resource: `${FUNCTION}:load-${id}`,
            Parameters: { "sku.$": `$.sku${id}`, details: true },
            ResultPath: `$.loaded${id}`,
            ...retry,
            Next: `Known line ${id}`,
          },
          [`Known line ${id}`]: {
            Type: "Choice",
            Choices: [{ Variable: `$.loaded${id}.known`, BooleanEquals: true, Next: `Convert line ${id}` }],
            Default: `Skip line ${id}`,
          },
          [`Convert line ${id}`]: {
            Type: "Task",
            Resource: `${FUNCTION}:convert-${id}`,
            Parameters: { "sum.$": `States.MathAdd($.loaded${id}.price, 1)` },
            End: true,
          },
          [`Skip line ${id}`]: { Type: "Pass", Result: { sum: 0 }, End: true },
        },
      },
      ResultPath: `$.lines${id}`,
      Next: `Notify ${id}`,
    },
    [`Notify ${id}`]: {
      Type: "Task",
      Resource: "arn:aws:states:::sns:publish",
      Parameters: {
        TopicArn: `arn:aws:sns:eu-west-1:123456789012:orders-${id}`,
        "Message.$": `States.JsonToString($.lines${id})`,
      },
      ResultPath: null,
      Next: `Charge ${id}`,
    },
    [`Charge ${id}`]: {
      Type: "Task",
      Resource: `${FUNCTION}:charge-${id}`,
      ResultPath: `$.charged${id}`,
      Catch: [{ ErrorEquals: ["CardDeclined"], ResultPath: `$.error${id}`, Next: `Failed ${id}` }],
      Next: `Ship ${id}`,
    },
    [`Ship ${id}`]: {
      Type: "Task",
      Resource: `${FUNCTION}:ship-${id}`,
      ResultPath: `$.shipped${id}`,
      Next: `Send ${id}`,
    },
    [`Send ${id}`]: {
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage",
      Parameters: {
        QueueUrl: `https://sqs.eu-west-1.amazonaws.com/123456789012/orders-${id}`,
        MessageBody: { "order.$": `$.prepared${id}.orderId`, "charged.$": `$.charged${id}[0]`, kind: "shipped" },
      },
      ResultPath: null,
      Next: `Report ${id}`,
    },
    [`Report ${id}`]: {
      Type: "Task",
      Resource: "arn:aws:states:::aws-sdk:s3:putObject",
      Parameters: {
        Bucket: `reports-${id}`,
        "Key.$": `$.prepared${id}.key`,
        "Body.$": `$.lines${id}[?(@.sum < 10)].sum`,
      },
      ResultPath: null,
      Next: `Close ${id}`,
    },
    ...closing(
      id,
      [
        { ResultPath: null },
        {
          Resource: "arn:aws:states:::events:putEvents",
          Parameters: {
            Entries: [{ Source: "orders", DetailType: "closed", "Detail.$": `$.prepared${id}` }],
          },
        },
      ],
      inBranches,
      { Result: { closed: true }, ResultPath: `$.closed${id}` },
      { ResultPath: null, ...next },
    ),
  };
}

function jsonataGroup(id, next, inBranches) {
  const expression = (text) => `{% ${text} %}`;
  const input = `$states.context.Execution.Input.orders${id}`;
  return {
    [`Prepare ${id}`]: {
      Type: "Pass",
      Comment: REASON,
      Output: {
        orderId: expression(`${input}.order.id`),
        customer: expression(`$uppercase(${input}.customer.name)`),
        key: expression(`'order/' & ${input}.order.id & '-${id}'`),
        lines: expression(`${input}.lines[price > 0].sku`),
        source: "web",
      },
      Assign: {
        [`total${id}`]: expression(`$sum(${input}.lines.(price * quantity))`),
        [`price${id}`]: 0,
        [`order${id}`]: expression(`${input}.order`),
      },
      Next: `Check ${id}`,
    },
    [`Check ${id}`]: {
      Type: "Choice",
      Choices: [
        { Condition: expression(`$total${id} > 1000 and $exists($order${id}.customer)`), Next: `Price ${id}` },
        { Condition: expression(`$contains($string($order${id}.id), /web-\\d+-${id}/)`), Next: `Ignored ${id}` },
      ],
      Default: `Pause ${id}`,
    },
    [`Ignored ${id}`]: { Type: "Succeed", Output: { ignored: expression(`$order${id}.id`) } },
    [`Pause ${id}`]: { Type: "Wait", Seconds: expression(`$min([$order${id}.pause, 60])`), Next: `Price ${id}` },
    [`Price ${id}`]: {
      Type: "Task",
      Comment: REASON,
      Resource: "arn:aws:states:::lambda:invoke",
      Arguments: {
        FunctionName: `${FUNCTION}:price-${id}`,
        Payload: {
          order: expression(`$order${id}`),
          requested: expression("$states.context.Execution.StartTime"),
          parts: expression(`$map($order${id}.lines, function($line) { { 'sku': $line.sku, 'id': '${id}' } })`),
          currency: "EUR",
        },
      },
      Assign: { [`price${id}`]: expression(`$states.result.Payload.price${id}`) },
      TimeoutSeconds: 60,
      ...retry,
      Catch: [
        {
          ErrorEquals: ["States.ALL"],
          Output: { error: expression(`$states.errorOutput.Cause & '${id}'`) },
          Next: `Failed ${id}`,
        },
      ],
      Next: `Store ${id}`,
    },
    [`Failed ${id}`]: { Type: "Fail", Error: "OrderFailed", Cause: expression(`$states.input.error & ' (${id})'`) },
    [`Store ${id}`]: {
      Type: "Task",
      Resource: "arn:aws:states:::dynamodb:putItem",
      Arguments: {
        TableName: `orders-${id}`,
        Item: {
          id: { S: expression(`$string($order${id}.id)`) },
          total: { N: expression(`$string($round($total${id}, 2))`) },
          customer: { S: expression(`$string($order${id}.customer.name)`) },
          status: { S: "priced" },
        },
      },
      Output: expression(`$states.input ~> |$|{'stored': '${id}'}|`),
      Next: `Each ${id}`,
    },
    [`Each ${id}`]: {
      Type: "Map",
      Items: expression(`$order${id}.lines`),
      ItemSelector: {
        line: expression("$states.context.Map.Item.Value"),
        index: expression("$states.context.Map.Item.Index"),
        order: expression(`$order${id}.id`),
      },
      MaxConcurrency: 5,
      ItemProcessor: {
        ProcessorConfig: { Mode: "INLINE" },
        StartAt: `Load line ${id}`,
        States: {
          [`Load line ${id}`]: {
            Type: "Task",
            Resource: `${FUNCTION}:load-${id}`,
            Arguments: { sku: expression(`$states.input.line.sku${id}`) },
            Output: expression(`$merge([$states.input, $states.result.loaded${id}])`),
            ...retry,
            Next: `Known line ${id}`,
          },
          [`Known line ${id}`]: {
            Type: "Choice",
            Choices: [{ Condition: expression(`$states.input.known${id} = true`), Next: `Convert line ${id}` }],
            Default: `Skip line ${id}`,
          },
          [`Convert line ${id}`]: {
            Type: "Task",
            Resource: `${FUNCTION}:convert-${id}`,
            Arguments: { sum: expression(`$states.input.price + $states.input.fee${id}`) },
            End: true,
          },
          [`Skip line ${id}`]: { Type: "Pass", Output: { sum: 0 }, End: true },
        },
      },
      Assign: { [`lines${id}`]: expression("$states.result") },
      Next: `Notify ${id}`,
    },
    [`Notify ${id}`]: {
      Type: "Task",
      Resource: "arn:aws:states:::sns:publish",
      Arguments: {
        TopicArn: `arn:aws:sns:eu-west-1:123456789012:orders-${id}`,
        Message: expression(`$string($lines${id})`),
        Subject: expression(`'Lines: ' & $count($lines${id})`),
      },
      Next: `Charge ${id}`,
    },
    [`Charge ${id}`]: {
      Type: "Task",
      Resource: `${FUNCTION}:charge-${id}`,
      Arguments: { order: expression(`$order${id}`), price: expression(`$price${id}`) },
      Catch: [{ ErrorEquals: ["CardDeclined"], Output: { error: "The card was declined." }, Next: `Failed ${id}` }],
      Next: `Ship ${id}`,
    },
    [`Ship ${id}`]: {
      Type: "Task",
      Resource: `${FUNCTION}:ship-${id}`,
      Arguments: { order: expression(`$order${id}`), express: expression(`$total${id} > 500`) },
      Output: { both: expression("$states.result[0]"), id: expression(`$states.context.Execution.Name & '${id}'`) },
      Next: `Send ${id}`,
    },
    [`Send ${id}`]: {
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage",
      Arguments: {
        QueueUrl: `https://sqs.eu-west-1.amazonaws.com/123456789012/orders-${id}`,
        MessageBody: { order: expression(`$order${id}.id`), both: expression("$states.input.both"), kind: "shipped" },
      },
      Next: `Report ${id}`,
    },
    [`Report ${id}`]: {
      Type: "Task",
      Resource: "arn:aws:states:::aws-sdk:s3:putObject",
      Arguments: {
        Bucket: `reports-${id}`,
        Key: expression(`'order/' & $order${id}.id & '.json'`),
        Body: expression(`{ 'total': $total${id}, 'cheap': $lines${id}[sum < $price${id}].sum, 'at': $now() }`),
      },
      Next: `Close ${id}`,
    },
    ...closing(
      id,
      [
        { Arguments: { order: expression(`$order${id}.id`), first: expression(`$lines${id}[0]`) } },
        {
          Resource: "arn:aws:states:::events:putEvents",
          Arguments: {
            Entries: [{ Source: "orders", DetailType: "closed", Detail: { id: expression(`$order${id}.id`) } }],
          },
        },
      ],
      inBranches,
      { Output: { closed: true, at: expression("$now()") } },
      next,
    ),
  };
}
