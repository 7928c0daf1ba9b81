/**
 * What is made of the command tree when the program is built: scripts that complete command lines,
 * and pages of the manual. It runs in the build, and is not part of the program.
 */
@NullMarked
package icloudmail.cli.build;

import org.jspecify.annotations.NullMarked;
