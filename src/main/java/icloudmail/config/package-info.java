/**
 * Settings and where secrets come from: the configuration file, the environment, password commands
 * and files. It reads the environment that it is given, never the process's own.
 */
@NullMarked
package icloudmail.config;

import org.jspecify.annotations.NullMarked;
