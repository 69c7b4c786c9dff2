import ErrorRates

extension MetricRow {
  /// Takes over value, counts and uncertainty of a proportion; one without trials has none.
  mutating func take(_ rate: Rate?) {
    value = rate?.value
    count = rate?.errors
    trials = rate?.trials
    interval = rate.defined?.interval
    clustered = rate.defined?.clustered
  }

  /// Takes over value, threshold and uncertainty of an equal error rate. It is the mean of two
  /// proportions, so no pair of counts stands for it.
  mutating func take(_ eer: EqualErrorRate) {
    operatingPoint = eer.threshold
    value = eer.value
    interval = eer.interval
    clustered = eer.clustered
  }

  /// Takes over value and uncertainty of an area.
  mutating func take(_ auc: AreaUnderROC?) {
    value = auc?.value
    interval = auc?.interval
    clustered = auc?.clustered
  }
}
