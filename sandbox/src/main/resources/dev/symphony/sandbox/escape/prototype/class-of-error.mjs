// proof: secret
// Makes the host throw, and climbs from its exception to every class.
import { first, readWith } from './routes.mjs';

const provoked = async (call) => {
  try {
    await call();
  } catch (error) {
    return error;
  }
  throw new Error('the host does not throw');
};

export default async (input, caps) => {
  const calls = [() => caps.files.readText('\0'), () => caps.files.readText(null), () => caps.files.readText(), () => caps.files.readText({}, [])];
  return first(...calls.map((call) => async () => {
    const error = await provoked(call);
    return readWith((name) => error.getClass().getClass().static.forName(name).static, input.secretFile);
  }));
};
