package icloudmail.cli;

import icloudmail.model.MailException;
import icloudmail.model.RefusedRecipient;
import icloudmail.model.SendPolicy;
import icloudmail.model.SendReceipt;
import icloudmail.model.Verification;
import java.util.Optional;

/** The exit codes: sysexits, as sendmail and msmtp use them, and grep's 0 and 1. */
final class ExitCode {
  static final int OK = 0;
  static final int NOTHING = 1;
  static final int USAGE = 64;
  static final int REFUSED = 65;
  static final int NO_INPUT = 66;
  static final int SERVICE_REFUSED = 69;
  static final int INTERNAL = 70;
  static final int CANNOT_CREATE = 73;
  static final int IO = 74;
  static final int TEMPORARY = 75;
  static final int PROTOCOL = 76;
  static final int AUTH = 77;
  static final int CONFIGURATION = 78;

  private ExitCode() {}

  static int of(MailException.Kind kind) {
    return switch (kind) {
      case NOT_FOUND -> NOTHING;
      case USAGE -> USAGE;
      case REFUSED -> REFUSED;
      case NO_INPUT -> NO_INPUT;
      case SERVICE_REFUSED, LIMIT -> SERVICE_REFUSED;
      case INTERNAL -> INTERNAL;
      case CANNOT_CREATE -> CANNOT_CREATE;
      case IO -> IO;
      case TEMPORARY -> TEMPORARY;
      case PROTOCOL, UNKNOWN_OUTCOME -> PROTOCOL;
      case AUTH -> AUTH;
      case CONFIGURATION -> CONFIGURATION;
    };
  }

  /** Of an examination: the worst failure, if there was one. */
  static int of(Optional<MailException.Kind> worst) {
    return worst.map(ExitCode::of).orElse(OK);
  }

  /** Of a send: what becomes of the recipients that the server did not take. */
  static int of(SendReceipt receipt, SendPolicy policy) {
    if (receipt.status() == SendReceipt.Status.QUEUED && !policy.queue()) {
      // an earlier run has queued it, and this one did not ask for that
      return TEMPORARY;
    }
    boolean temporary = receipt.refused().stream().allMatch(RefusedRecipient::temporary);
    return receipt.refused().isEmpty() || (temporary && policy.queue()) ? OK : REFUSED;
  }

  /** Of the examination of an archive: what is lost weighs more than what is not there yet. */
  static int of(Verification found) {
    if (found.damaged() > 0) {
      return IO;
    }
    return found.others() > 0 ? NOTHING : OK;
  }
}
