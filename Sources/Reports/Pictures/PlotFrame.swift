/// What all pictures of a report share: size, letters, title.
struct PlotFrame: Sendable {
  /// The first line of the title, as data.
  var title: String
  /// The second line; empty for none.
  var subtitle: String = ""
  /// Whether the dataset is synthetic, which the title then says.
  var isSynthetic: Bool
  /// Width in pixels.
  var width: Int

  /// Pixels that the title needs.
  var titleHeight: Int { 34 + 20 * titleLines.count }

  /// The commands that open a picture of this format.
  func opening(_ format: Gnuplot.Format, _ gnuplot: Gnuplot, height: Int) -> String {
    let terminal =
      switch format {
      case .svg:
        "set terminal svg size \(width),\(height) noenhanced fixed background rgb 'white' "
          + "font 'sans-serif,13' linewidth 1"
      case .png:
        "set terminal \(gnuplot.pngTerminal) size \(width * 2),\(height * 2) noenhanced "
          + (gnuplot.pngTerminal == "pngcairo"
            ? "background rgb 'white' font 'Sans,13' fontscale 1.6 linewidth 2 pointscale 2"
            : "medium")
      }
    return """
      set encoding utf8
      \(terminal)
      set output
      set border 3 linecolor rgb '#555555'
      set tics nomirror out textcolor rgb '#333333'
      set datafile missing 'NaN'

      """
  }

  private var titleLines: [String] {
    var lines = [PlotText.quoted(title, limit: 90)]
    if !subtitle.isEmpty { lines.append(PlotText.quoted(subtitle, limit: 110)) }
    if isSynthetic { lines.append(PlotText.quoted(Banner.text.uppercasedFirst)) }
    return lines
  }

  /// The `set title` command.
  var titleCommand: String {
    "set title " + titleLines.joined(separator: ".\"\\n\".") + "\n"
  }

  /// The commands that put one plot under the title and its legend under the plot's axis.
  ///
  /// - Parameters:
  ///   - pixels: the plot's height.
  ///   - height: the whole picture's.
  ///   - sampleLength: how long the legend's samples are, in letters.
  func plotArea(_ pixels: Int, of height: Int, sampleLength: Int) -> String {
    let total = Double(height)
    let top = 1 - Double(titleHeight) / total
    return """
      set lmargin at screen 0.14
      set rmargin at screen 0.95
      set tmargin at screen \(PlotText.number(top))
      set bmargin at screen \(PlotText.number(top - Double(pixels) / total))
      set key at screen 0.14, screen \(PlotText.number(top - Double(pixels + 70) / total)) top left \
      vertical maxcols 1 Left reverse samplen \(sampleLength) textcolor rgb '#222222'

      """
  }
}

extension String {
  /// The same text with a capital at its start.
  var uppercasedFirst: String { prefix(1).uppercased() + dropFirst() }
}
