/**
 * The iCloud double: an IMAP and a submission server that speak Apple's wire text as far as it is
 * publicly known (icloud-facts, list A), with switches for every fault. {@code ICloud} is the door.
 * It knows no more of mail than the facts need.
 */
package icloudmail.testkit.icloud;
