package icloudmail.cli;

import icloudmail.config.AccountResolver;
import icloudmail.model.MailException;
import icloudmail.model.PasswordSource;
import icloudmail.service.Services;
import java.util.Optional;

/** Joins a command to the rest of the house once its options are known. */
public interface Wiring {
  /**
   * The services over servers spoken to in this way.
   *
   * @throws MailException of kind CONFIGURATION or CANNOT_CREATE where the options cannot be met
   */
  Services services(WireOptions options) throws MailException;

  /** Asks the user for a password; empty where there is nobody to ask. */
  Optional<PasswordSource> prompt();

  /** Finds accounts. */
  AccountResolver accounts() throws MailException;
}
