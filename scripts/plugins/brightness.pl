#!/usr/bin/env perl
# How bright the face is, from 0 to 1: a plugin in Perl with nothing but its core modules, written
# from the protocol's page alone. The score means nothing; the talk is what to copy.
use strict;
use warnings;
use JSON::PP ();

binmode STDIN;
binmode STDOUT;
# What is printed by anything else must not get between the answers.
open(my $answers, '>&', \*STDOUT) or die "cannot keep standard output: $!\n";
open(STDOUT, '>&', \*STDERR) or die "cannot turn standard output away: $!\n";
binmode $answers;
$answers->autoflush(1);

my $json = JSON::PP->new->utf8->canonical;

sub answer { print {$answers} $json->encode($_[0]), "\n" or exit 1 }

# A read gives what is there, which may be less than was asked for.
sub bytes {
  my ($size) = @_;
  my $data = '';
  while (length($data) < $size) {
    my $count = read(STDIN, $data, $size - length($data), length($data));
    die "standard input ended within a picture\n" unless $count;
  }
  return $data;
}

sub brightness {
  my ($frame, $data) = @_;
  my ($x, $y, $width, $height) = @{ $frame->{face} };
  my ($left, $top) = (int($x < 0 ? 0 : $x), int($y < 0 ? 0 : $y));
  my ($right, $bottom) = (int($x + $width), int($y + $height));
  $right = $frame->{width} if $right > $frame->{width};
  $bottom = $frame->{height} if $bottom > $frame->{height};
  return undef if $left >= $right || $top >= $bottom;
  my ($sum, $count) = (0, 0);
  for my $row ($top .. $bottom - 1) {
    my $start = ($row * $frame->{width} + $left) * 3;
    my $length = ($right - $left) * 3;
    $sum += unpack("%64C$length", substr($data, $start, $length));
    $count += $length;
  }
  return $sum / $count / 255;
}

my @scores;
while (defined(my $line = <STDIN>)) {
  my $request = eval { $json->decode($line) };
  die "a line is no JSON object\n" unless ref($request) eq 'HASH';
  my ($type, $id) = @{$request}{qw(type id)};
  if ($type eq 'hello') {
    answer({
      type => 'hello', protocol => 1, name => 'brightness-perl', version => '1',
      role => 'detector', high_means => 'bona_fide', range => [0, 1],
    });
  } elsif ($type eq 'begin') {
    @scores = ();
  } elsif ($type eq 'frame') {
    # Depth and infrared come behind the pixels and are not looked at.
    my $data = bytes($request->{bytes});
    if ($request->{face}) {
      my $score = brightness($request, $data);
      push @scores, $score if defined $score;
    }
  } elsif ($type eq 'finish') {
    my $sum = 0;
    $sum += $_ for @scores;
    answer(@scores ? { id => $id, score => $sum / @scores } : { id => $id, no_score => 'no-face' });
  } elsif (defined $id) {
    answer({ id => $id, no_score => 'refused' });
  }
}
