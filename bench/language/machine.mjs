/**
 * Machines for measures: groups of 20 states, nested ones included, of every kind that real definitions have, without a
 * fault. `salt` makes their names and expressions differ from those of other machines, so that nothing is known yet.
 */
export const STATES_PER_GROUP = 20;

export function machine(language, states, salt) {
  const groups = states / STATES_PER_GROUP;
  const all = Array.from({ length: groups }, (_, index) => {
    const id = `${salt}x${index}`;
    const next = index + 1 < groups ? { Next: `Prepare ${salt}x${index + 1}` } : { End: true };
    return explained(language === "JSONata" ? jsonataGroup(id, next) : jsonPathGroup(id, next));
  });
  return {
    Comment: `Orders are priced, stored and reported (${salt}).`,
    QueryLanguage: language,
    StartAt: `Prepare ${salt}x0`,
    States: Object.assign({}, ...all),
  };
}

const CHANNELS = ["web", "shop", "phone", "partner"];

/** What of an order a function gets: as many fields as real definitions hand over. */
const detailsOf = (make) =>
  Object.assign({}, ...CHANNELS.flatMap((channel) => FIELDS.map((field) => make(channel, field))));

const FIELDS = ["amount", "currency", "received", "accepted"];

/** Each state says what it is for. */
function explained(group) {
  const entries = Object.entries(group).map(([name, state]) => [
    name,
    { Comment: `${name}: what happens here, and why it happens before the states that come after it.`, ...state },
  ]);
  return Object.fromEntries(entries);
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

function jsonPathGroup(id, next) {
  return {
    [`Prepare ${id}`]: {
      Type: "Pass",
      Parameters: {
        "orderId.$": `$.orders${id}.order.id`,
        "customer.$": `$.orders${id}['customer'].name`,
        "key.$": `States.Format('order/{}/{}-${id}', $.orders${id}.order.id, States.UUID())`,
        "lines.$": `$.orders${id}.lines[*].sku`,
        "total.$": `$.orders${id}.order.total`,
      },
      Assign: { [`total${id}.$`]: "$.total", [`limit${id}`]: 1000 },
      ResultPath: `$.prepared${id}`,
      Next: `Check ${id}`,
    },
    [`Check ${id}`]: {
      Type: "Choice",
      Choices: [
        {
          And: [
            { Variable: `$total${id}`, IsNumeric: true },
            { Variable: `$total${id}`, NumericGreaterThanPath: `$limit${id}` },
          ],
          Next: `Price ${id}`,
        },
        { Not: { Variable: `$.prepared${id}.orderId`, StringMatches: `web-*-${id}` }, Next: `Pause ${id}` },
      ],
      Default: `Store ${id}`,
    },
    [`Price ${id}`]: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Parameters: {
        FunctionName: `${FUNCTION}:price-${id}`,
        Payload: {
          "order.$": `$.prepared${id}`,
          "requested.$": `$$.Execution.StartTime`,
          "parts.$": `States.ArrayPartition($.prepared${id}.lines, 10)`,
          details: detailsOf((channel, field) => ({ [`${channel}_${field}.$`]: `$.orders${id}.${channel}.${field}` })),
        },
      },
      ResultSelector: { "price.$": `$.Payload.price${id}` },
      ResultPath: `$.priced${id}`,
      TimeoutSeconds: 60,
      ...retry,
      Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: `$.error${id}`, Next: `Failed ${id}` }],
      Next: `Store ${id}`,
    },
    [`Store ${id}`]: {
      Type: "Task",
      Resource: "arn:aws:states:::dynamodb:putItem",
      Parameters: {
        TableName: `orders-${id}`,
        Item: {
          id: { "S.$": `$.prepared${id}.orderId` },
          total: { "N.$": `States.Format('{}', $total${id})` },
          ...detailsOf((channel, field) => ({
            [`${channel}_${field}`]: { "S.$": `$.orders${id}.${channel}.${field}_text` },
          })),
        },
      },
      ResultPath: null,
      Next: `Each ${id}`,
    },
    [`Pause ${id}`]: { Type: "Wait", SecondsPath: `$.orders${id}.pause`, Next: `Store ${id}` },
    [`Each ${id}`]: {
      Type: "Map",
      ItemsPath: `$.orders${id}.lines`,
      ItemSelector: {
        "line.$": "$$.Map.Item.Value",
        "index.$": "$$.Map.Item.Index",
        "order.$": `$.prepared${id}.orderId`,
      },
      MaxConcurrency: 5,
      ItemProcessor: {
        ProcessorConfig: { Mode: "INLINE" },
        StartAt: `Load line ${id}`,
        States: {
          [`Load line ${id}`]: {
            Type: "Task",
            Resource: `${FUNCTION}:load-${id}`,
            Parameters: { "sku.$": `$.line.sku${id}` },
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
            Type: "Pass",
            Parameters: { "sum.$": `States.MathAdd($.loaded${id}.price, $.line.fee${id})` },
            End: true,
          },
          [`Skip line ${id}`]: { Type: "Succeed" },
        },
      },
      ResultPath: `$.lines${id}`,
      Next: `Both ${id}`,
    },
    [`Both ${id}`]: {
      Type: "Parallel",
      Branches: [
        {
          StartAt: `Notify ${id}`,
          States: {
            [`Notify ${id}`]: {
              Type: "Task",
              Resource: "arn:aws:states:::sns:publish",
              Parameters: {
                TopicArn: `arn:aws:sns:eu-west-1:123456789012:orders-${id}`,
                "Message.$": `States.JsonToString($.lines${id})`,
              },
              Next: `Noted ${id}`,
            },
            [`Noted ${id}`]: { Type: "Pass", Result: { notified: true }, End: true },
          },
        },
        {
          StartAt: `Count ${id}`,
          States: {
            [`Count ${id}`]: {
              Type: "Pass",
              Parameters: { "count.$": `States.ArrayLength($.lines${id})` },
              Next: `Counted ${id}`,
            },
            [`Counted ${id}`]: { Type: "Succeed" },
          },
        },
      ],
      ResultPath: `$.both${id}`,
      Next: `Send ${id}`,
    },
    [`Send ${id}`]: {
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage",
      Parameters: {
        QueueUrl: `https://sqs.eu-west-1.amazonaws.com/123456789012/orders-${id}`,
        MessageBody: { "order.$": `$.prepared${id}.orderId`, "both.$": `$.both${id}[0]` },
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
        "Body.$": `States.StringToJson(States.Format('\\{"total":{}\\}', $total${id}))`,
      },
      ResultPath: null,
      Next: `Summary ${id}`,
    },
    [`Summary ${id}`]: {
      Type: "Pass",
      Parameters: { "first.$": `$.lines${id}[0]`, "cheap.$": `$.lines${id}[?(@.sum < 10)].sum` },
      ResultPath: `$.summary${id}`,
      Next: `Done ${id}`,
    },
    [`Failed ${id}`]: {
      Type: "Pass",
      Parameters: { "cause.$": `$.error${id}.Cause` },
      ResultPath: `$.failure${id}`,
      Next: `Done ${id}`,
    },
    [`Done ${id}`]: { Type: "Pass", ...next },
  };
}

function jsonataGroup(id, next) {
  const expression = (text) => `{% ${text} %}`;
  return {
    [`Prepare ${id}`]: {
      Type: "Pass",
      Output: {
        orderId: expression(`$states.context.Execution.Input.orders${id}.order.id`),
        customer: expression(`$uppercase($states.context.Execution.Input.orders${id}.customer.name)`),
        key: expression(`'order/' & $states.context.Execution.Input.orders${id}.order.id & '-${id}'`),
        lines: expression(`$states.context.Execution.Input.orders${id}.lines[price > 0].sku`),
      },
      Assign: {
        [`total${id}`]: expression(`$sum($states.context.Execution.Input.orders${id}.lines.(price * quantity))`),
        [`limit${id}`]: 1000,
        [`price${id}`]: 0,
        [`order${id}`]: expression(`$states.context.Execution.Input.orders${id}.order`),
      },
      Next: `Check ${id}`,
    },
    [`Check ${id}`]: {
      Type: "Choice",
      Choices: [
        { Condition: expression(`$total${id} > $limit${id} and $exists($order${id}.customer)`), Next: `Price ${id}` },
        { Condition: expression(`$contains($string($order${id}.id), /web-\\d+-${id}/)`), Next: `Pause ${id}` },
      ],
      Default: `Store ${id}`,
    },
    [`Price ${id}`]: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Arguments: {
        FunctionName: `${FUNCTION}:price-${id}`,
        Payload: {
          order: expression(`$order${id}`),
          requested: expression("$states.context.Execution.StartTime"),
          details: detailsOf((channel, field) => ({
            [`${channel}_${field}`]: expression(`$order${id}.${channel}.${field}`),
          })),
          parts: expression(`$map($order${id}.lines, function($line) { { 'sku': $line.sku, 'id': '${id}' } })`),
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
    [`Store ${id}`]: {
      Type: "Task",
      Resource: "arn:aws:states:::dynamodb:putItem",
      Arguments: {
        TableName: `orders-${id}`,
        Item: {
          id: { S: expression(`$string($order${id}.id)`) },
          total: { N: expression(`$string($round($total${id}, 2))`) },
          ...detailsOf((channel, field) => ({
            [`${channel}_${field}`]: { S: expression(`$string($order${id}.${channel}.${field}_text)`) },
          })),
        },
      },
      Output: expression(`$states.input ~> |$|{'stored': '${id}'}|`),
      Next: `Each ${id}`,
    },
    [`Pause ${id}`]: { Type: "Wait", Seconds: expression(`$min([$order${id}.pause, 60])`), Next: `Store ${id}` },
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
            Type: "Pass",
            Output: { sum: expression(`$states.input.price + $states.input.fee${id}`) },
            End: true,
          },
          [`Skip line ${id}`]: { Type: "Succeed" },
        },
      },
      Assign: { [`lines${id}`]: expression("$states.result") },
      Next: `Both ${id}`,
    },
    [`Both ${id}`]: {
      Type: "Parallel",
      Branches: [
        {
          StartAt: `Notify ${id}`,
          States: {
            [`Notify ${id}`]: {
              Type: "Task",
              Resource: "arn:aws:states:::sns:publish",
              Arguments: {
                TopicArn: `arn:aws:sns:eu-west-1:123456789012:orders-${id}`,
                Message: expression(`$string($lines${id})`),
              },
              Next: `Noted ${id}`,
            },
            [`Noted ${id}`]: { Type: "Pass", Output: { notified: true }, End: true },
          },
        },
        {
          StartAt: `Count ${id}`,
          States: {
            [`Count ${id}`]: {
              Type: "Pass",
              Output: { count: expression(`$count($lines${id})`) },
              Next: `Counted ${id}`,
            },
            [`Counted ${id}`]: { Type: "Succeed" },
          },
        },
      ],
      Output: expression(`{ 'both': $states.result[0], 'id': '${id}' }`),
      Next: `Send ${id}`,
    },
    [`Send ${id}`]: {
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage",
      Arguments: {
        QueueUrl: `https://sqs.eu-west-1.amazonaws.com/123456789012/orders-${id}`,
        MessageBody: { order: expression(`$order${id}.id`), both: expression("$states.input.both") },
      },
      Next: `Report ${id}`,
    },
    [`Report ${id}`]: {
      Type: "Task",
      Resource: "arn:aws:states:::aws-sdk:s3:putObject",
      Arguments: {
        Bucket: `reports-${id}`,
        Key: expression(`'order/' & $order${id}.id & '.json'`),
        Body: expression(`{ 'total': $total${id}, 'at': $now() }`),
      },
      Next: `Summary ${id}`,
    },
    [`Summary ${id}`]: {
      Type: "Pass",
      Output: { first: expression(`$lines${id}[0]`), cheap: expression(`$lines${id}[sum < $price${id}].sum`) },
      Next: `Done ${id}`,
    },
    [`Failed ${id}`]: {
      Type: "Pass",
      Output: { cause: expression(`$states.input.error & ' (${id})'`) },
      Next: `Done ${id}`,
    },
    [`Done ${id}`]: { Type: "Pass", Output: expression("$states.context.Execution.Input"), ...next },
  };
}
