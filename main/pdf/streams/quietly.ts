let loud = console.warn;
let underWay = 0;

/**
 * Does something about which pdf-lib may warn on the console. Its warnings repeat what it has read from the file, which
 * is somebody's data and must not get into any log.
 */
export async function quietly<T>(work: () => Promise<T>): Promise<T> {
  if (underWay === 0) {
    loud = console.warn;
    console.warn = () => undefined;
  }
  underWay += 1;
  try {
    return await work();
  } finally {
    underWay -= 1;
    if (underWay === 0) {
      console.warn = loud;
    }
  }
}
