/**
 * Words that a user types: commands, options, the query language, usage errors, exit codes. A
 * command is three statements: make the request, ask the service, print the answer. picocli stays
 * in here.
 */
@NullMarked
package icloudmail.cli;

import org.jspecify.annotations.NullMarked;
