/** Logs "waiting", and returns "went on" once there is a file named go. */
export default async function run(input, caps) {
  caps.log.info("waiting");
  while ((await caps.files.list("go")).length === 0);
  return "went on";
}
