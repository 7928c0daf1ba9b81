/**
 * Answers that a user or a program reads: text, TSV, JSON, and files written for the user. It is
 * handed model nouns and writers, asks nobody anything, and lets no stranger's text reach a
 * terminal raw.
 */
@NullMarked
package icloudmail.render;

import org.jspecify.annotations.NullMarked;
