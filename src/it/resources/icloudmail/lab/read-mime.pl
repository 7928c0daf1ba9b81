# What Perl's Email::MIME reads in each message named, as one JSON document.
use strict;
use warnings;
use Email::MIME;
use JSON::PP;
use MIME::Base64;

sub people {
  my ($message, $field) = @_;
  return [map { [$_->phrase // "", $_->address] } $message->header_as_obj($field)->addresses];
}

sub parts {
  my ($part, $depth) = @_;
  my ($type) = split /\s*;/, $part->content_type // "text/plain";
  my $composite = $type =~ m{^multipart/};
  my $disposition = $part->header("Content-Disposition");
  my $text = !$composite && $type =~ m{^text/(plain|html)$} && !defined $disposition;
  return (
    {
      depth => $depth,
      type => lc $type,
      name => $part->filename,
      disposition => defined $disposition ? lc((split /\s*;/, $disposition)[0]) : undef,
      cid => scalar $part->header_raw("Content-ID"),
      content => $composite ? "" : encode_base64($part->body, ""),
      text => $text ? $part->body_str : undef,
    },
    map { parts($_, $depth + 1) } $composite ? $part->subparts : ()
  );
}

my @read;
for my $file (@ARGV) {
  open my $in, "<:raw", $file or die "$file: $!";
  local $/;
  my $message = Email::MIME->new(<$in>);
  push @read, {
    subject => scalar $message->header_str("Subject"),
    note => scalar $message->header_str("X-Note"),
    from => people($message, "From"),
    to => people($message, "To"),
    fields => [$message->header_names],
    defects => [],
    parts => [parts($message, 0)],
  };
}
print JSON::PP->new->ascii->canonical->encode(\@read);
