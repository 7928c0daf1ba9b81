/**
 * The nouns of the program: what an address, an envelope, a reference, a query <em>is</em>. Records
 * and small interfaces over {@code java.*}: no I/O, no clock, no logger, no library. What would
 * still be true with pen and paper belongs here; what names a protocol verb belongs in {@code
 * mail}, what names a column or a JSON key in {@code render}.
 */
@NullMarked
package icloudmail.model;

import org.jspecify.annotations.NullMarked;
