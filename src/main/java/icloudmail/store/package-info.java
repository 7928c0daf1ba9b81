/**
 * What the program keeps on disk: here the outbox. It owns its paths, permissions and locks, and
 * knows nothing of mail protocols.
 */
@NullMarked
package icloudmail.store;

import org.jspecify.annotations.NullMarked;
