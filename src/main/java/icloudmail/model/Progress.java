package icloudmail.model;

/** Is told how far a long work is. Called from one thread at a time. */
public interface Progress {
  /** Tells nobody. */
  Progress NONE =
      new Progress() {
        @Override
        public void expect(long messages, long bytes) {}

        @Override
        public void advance(long messages, long bytes) {}
      };

  /** There is so much more to do. */
  void expect(long messages, long bytes);

  /** So much more is done. */
  void advance(long messages, long bytes);
}
