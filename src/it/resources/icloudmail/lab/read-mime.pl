# What Perl's Email::MIME reads of each message: a JSON object a line.
use strict;
use warnings;
use Digest::SHA qw(sha256_hex);
use Email::Address::XS qw(parse_email_addresses);
use Email::MIME;
use JSON::PP;

sub leaves {
  my ($part, $structure) = @_;
  my ($kind) = lc($part->content_type // 'text/plain') =~ m{^\s*([^;\s]+)};
  if ($kind =~ m{^multipart/}) {
    my (@found, @inner);
    push @found, leaves($_, \@inner) for $part->subparts;
    push @$structure, "$kind(" . join(',', @inner) . ")";
    return @found;
  }
  push @$structure, $kind;
  my $name = $part->filename;
  my $text = defined $name ? undef : $part->body_str;
  $text =~ s/\r\n/\n/g if defined $text;
  my $digest = $kind eq 'message/rfc822' ? undef : sha256_hex($part->body);
  return {type => $kind, name => $name, text => $text, sha256 => $digest};
}

my $json = JSON::PP->new->ascii;
for my $file (@ARGV) {
  open my $source, '<:raw', $file or die "$file: $!";
  local $/;
  my $message = Email::MIME->new(scalar <$source>);
  my @structure;
  my @found = leaves($message, \@structure);
  my @to = map { [$_->phrase // '', $_->address] } $message->header_as_obj('To')->addresses;
  print $json->encode({
    subject => scalar $message->header_str('Subject'),
    to => \@to, structure => $structure[0], leaves => \@found, defects => []}), "\n";
}
