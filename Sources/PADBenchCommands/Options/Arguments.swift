public import ArgumentParser
public import ErrorRates
public import Imaging
public import PADVocabulary
public import Reports
public import ScoreFiles
public import PluginHost
public import Subsystems

// Closed sets of words that the command line takes as they are spelt in files and reports.

extension Partition: ExpressibleByArgument {}
extension DecodePolicy: ExpressibleByArgument {}
extension NonResponsePolicy: ExpressibleByArgument {}
extension MetricsFormat: ExpressibleByArgument {}
extension ScoreFormat: ExpressibleByArgument {}
extension BootstrapOptions.Method: ExpressibleByArgument {}
extension ScoreMeaning: ExpressibleByArgument {}
extension Polarity: ExpressibleByArgument {}
extension SimilarityMeasure: ExpressibleByArgument {}

extension SandboxRequest: ExpressibleByArgument {}
