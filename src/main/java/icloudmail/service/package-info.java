/**
 * The order of steps and the policies, one service a verb: spool before sending, file a copy after,
 * look only with PEEK, re-check what the server found. No flag, no column, no wire word is named
 * here.
 */
@NullMarked
package icloudmail.service;

import org.jspecify.annotations.NullMarked;
