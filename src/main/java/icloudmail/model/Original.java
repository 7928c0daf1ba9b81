package icloudmail.model;

/**
 * The message that another one answers or forwards, which is told by a flag once that was sent.
 *
 * @param forwarded whether it is forwarded ({@code $Forwarded}), and not answered ({@code
 *     \Answered})
 */
public record Original(Reference reference, boolean forwarded) {}
