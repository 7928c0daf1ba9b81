/**
 * What the program keeps on disk: the outbox, the log of what was sent, remembered logins. It owns
 * its paths, permissions and locks, and knows nothing of mail protocols.
 */
@NullMarked
package icloudmail.store;

import org.jspecify.annotations.NullMarked;
