const POLL_MS = 50;

/** Asks again until the assertion holds; after the time it fails as the last try did. */
export async function until(assertion: () => Promise<void>, withinMs = 15_000): Promise<void> {
  const endsAt = Date.now() + withinMs;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() > endsAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}
