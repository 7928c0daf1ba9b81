package icloudmail.model;

import org.jspecify.annotations.Nullable;

/**
 * That a message comes from a program of this machine, such as cron, which knows neither the
 * account nor the world outside: a bare local name ({@code root}) means the account's own address,
 * and a From that is not the account's gives way to one that is.
 *
 * @param name the display name for a From that has none, or null
 */
public record LocalMail(@Nullable String name) {}
