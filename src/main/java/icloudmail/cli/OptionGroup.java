package icloudmail.cli;

/** Options that the help shows together, under a heading of their own. */
interface OptionGroup {
  /** The heading, without a colon; groups of the same heading are one. */
  String heading();
}
