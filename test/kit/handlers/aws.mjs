// A handler that calls AWS through the real SDK, as handlers do; the endpoint comes from its environment.
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

export const whoAmI = async () => {
  const answer = await new STSClient({ maxAttempts: 1 }).send(new GetCallerIdentityCommand({}));
  return answer.Arn;
};
