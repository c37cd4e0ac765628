"""The literature that the method pages cite, each work once."""

from figurecheck.pages.methods.model import Reference

ABDI_RANALDO = Reference(
    "Abdi, F. and Ranaldo, A.",
    2017,
    "A Simple Estimation of Bid-Ask Spreads from Daily Close, High, and Low Prices",
    "Review of Financial Studies 30(12), 4437–4480",
)
AMIHUD = Reference(
    "Amihud, Y.",
    2002,
    "Illiquidity and stock returns: cross-section and time-series effects",
    "Journal of Financial Markets 5(1), 31–56",
)
ANDERSON = Reference(
    "Anderson, T. W.",
    1963,
    "Asymptotic Theory for Principal Component Analysis",
    "Annals of Mathematical Statistics 34(1), 122–148",
)
ANDREWS = Reference(
    "Andrews, D. W. K.",
    1993,
    "Tests for Parameter Instability and Structural Change with Unknown Change Point",
    "Econometrica 61(4), 821–856; critical values corrected in Econometrica 71(1), 2003, 395–397",
)
ARDIA = Reference(
    "Ardia, D., Guidotti, E. and Kroencke, T. A.",
    2024,
    "Efficient estimation of bid–ask spreads from open, high, low, and close prices",
    "Journal of Financial Economics 161, 103916",
)
BAUR_LUCEY = Reference(
    "Baur, D. G. and Lucey, B. M.",
    2010,
    "Is Gold a Hedge or a Safe Haven? An Analysis of Stocks, Bonds and Gold",
    "Financial Review 45(2), 217–229",
)
BAUR_MCDERMOTT = Reference(
    "Baur, D. G. and McDermott, T. K.",
    2010,
    "Is gold a safe haven? International evidence",
    "Journal of Banking & Finance 34(8), 1886–1898",
)
BENIGNO_ROSA = Reference(
    "Benigno, G. and Rosa, C.",
    2023,
    "The Bitcoin–Macro Disconnect",
    "Federal Reserve Bank of New York Staff Reports 1052",
)
BENJAMINI_HOCHBERG = Reference(
    "Benjamini, Y. and Hochberg, Y.",
    1995,
    "Controlling the False Discovery Rate: A Practical and Powerful Approach to Multiple Testing",
    "Journal of the Royal Statistical Society, Series B 57(1), 289–300",
)
BERGER = Reference(
    "Berger, R. L.",
    1982,
    "Multiparameter Hypothesis Testing and Acceptance Sampling",
    "Technometrics 24(4), 295–300",
)
BLUME_STAMBAUGH = Reference(
    "Blume, M. E. and Stambaugh, R. F.",
    1983,
    "Biases in computed returns: An application to the size effect",
    "Journal of Financial Economics 12(3), 387–404",
)
BOLLERSLEV = Reference(
    "Bollerslev, T.",
    1986,
    "Generalized Autoregressive Conditional Heteroskedasticity",
    "Journal of Econometrics 31(3), 307–327",
)
BOLLERSLEV_WOOLDRIDGE = Reference(
    "Bollerslev, T. and Wooldridge, J. M.",
    1992,
    "Quasi-maximum likelihood estimation and inference in dynamic models with time-varying covariances",
    "Econometric Reviews 11(2), 143–172",
)
CAMPBELL = Reference(
    "Campbell, J. Y., Lo, A. W. and MacKinlay, A. C.",
    1997,
    "The Econometrics of Financial Markets",
    "Princeton University Press",
)
CHOW = Reference(
    "Chow, G. C.",
    1960,
    "Tests of Equality Between Sets of Coefficients in Two Linear Regressions",
    "Econometrica 28(3), 591–605",
)
COLES = Reference("Coles, S.", 2001, "An Introduction to Statistical Modeling of Extreme Values", "Springer, London")
COLES_TAWN = Reference(
    "Coles, S., Heffernan, J. and Tawn, J.",
    1999,
    "Dependence Measures for Extreme Value Analyses",
    "Extremes 2(4), 339–365",
)
CONT = Reference(
    "Cont, R.",
    2001,
    "Empirical properties of asset returns: stylized facts and statistical issues",
    "Quantitative Finance 1(2), 223–236",
)
CORWIN_SCHULTZ = Reference(
    "Corwin, S. A. and Schultz, P.",
    2012,
    "A Simple Way to Estimate Bid-Ask Spreads from Daily High and Low Prices",
    "Journal of Finance 67(2), 719–760",
)
DAVISON_SMITH = Reference(
    "Davison, A. C. and Smith, R. L.",
    1990,
    "Models for Exceedances over High Thresholds",
    "Journal of the Royal Statistical Society, Series B 52(3), 393–442",
)
DEVLIN = Reference(
    "Devlin, S. J., Gnanadesikan, R. and Kettenring, J. R.",
    1975,
    "Robust Estimation and Outlier Detection with Correlation Coefficients",
    "Biometrika 62(3), 531–545",
)
DIMSON = Reference(
    "Dimson, E.",
    1979,
    "Risk measurement when shares are subject to infrequent trading",
    "Journal of Financial Economics 7(2), 197–226",
)
DOORNIK = Reference(
    "Doornik, J. A.",
    1998,
    "Approximations to the Asymptotic Distributions of Cointegration Tests",
    "Journal of Economic Surveys 12(5), 573–593",
)
EDERINGTON = Reference(
    "Ederington, L. H.",
    1979,
    "The Hedging Performance of the New Futures Markets",
    "Journal of Finance 34(1), 157–170",
)
ENGLE = Reference(
    "Engle, R.",
    2002,
    "Dynamic Conditional Correlation: A Simple Class of Multivariate Generalized Autoregressive Conditional "
    "Heteroskedasticity Models",
    "Journal of Business & Economic Statistics 20(3), 339–350",
)
ENGLE_GRANGER = Reference(
    "Engle, R. F. and Granger, C. W. J.",
    1987,
    "Co-Integration and Error Correction: Representation, Estimation, and Testing",
    "Econometrica 55(2), 251–276",
)
FIORENTINI = Reference(
    "Fiorentini, G., Calzolari, G. and Panattoni, L.",
    1996,
    "Analytic derivatives and the computation of GARCH estimates",
    "Journal of Applied Econometrics 11(4), 399–417",
)
FERRO_SEGERS = Reference(
    "Ferro, C. A. T. and Segers, J.",
    2003,
    "Inference for clusters of extreme values",
    "Journal of the Royal Statistical Society, Series B 65(2), 545–556",
)
FONG = Reference(
    "Fong, K. Y. L., Holden, C. W. and Trzcinka, C. A.",
    2017,
    "What Are the Best Liquidity Proxies for Global Research?",
    "Review of Finance 21(4), 1355–1401",
)
FORBES_RIGOBON = Reference(
    "Forbes, K. J. and Rigobon, R.",
    2002,
    "No Contagion, Only Interdependence: Measuring Stock Market Comovements",
    "Journal of Finance 57(5), 2223–2261",
)
GRANGER = Reference(
    "Granger, C. W. J.",
    1969,
    "Investigating Causal Relations by Econometric Models and Cross-spectral Methods",
    "Econometrica 37(3), 424–438",
)
GRANGER_NEWBOLD = Reference(
    "Granger, C. W. J. and Newbold, P.",
    1974,
    "Spurious regressions in econometrics",
    "Journal of Econometrics 2(2), 111–120",
)
GRIMSHAW = Reference(
    "Grimshaw, S. D.",
    1993,
    "Computing Maximum Likelihood Estimates for the Generalized Pareto Distribution",
    "Technometrics 35(2), 185–191",
)
HAMPEL = Reference(
    "Hampel, F. R.",
    1974,
    "The Influence Curve and Its Role in Robust Estimation",
    "Journal of the American Statistical Association 69(346), 383–393",
)
HOLM = Reference(
    "Holm, S.",
    1979,
    "A Simple Sequentially Rejective Multiple Test Procedure",
    "Scandinavian Journal of Statistics 6(2), 65–70",
)
HOTELLING = Reference(
    "Hotelling, H.",
    1933,
    "Analysis of a complex of statistical variables into principal components",
    "Journal of Educational Psychology 24(6), 417–441",
)
JOHANSEN = Reference(
    "Johansen, S.",
    1991,
    "Estimation and Hypothesis Testing of Cointegration Vectors in Gaussian Vector Autoregressive Models",
    "Econometrica 59(6), 1551–1580",
)
KENDALL = Reference("Kendall, M. G.", 1945, "The Treatment of Ties in Ranking Problems", "Biometrika 33(3), 239–251")
KIEFER_VOGELSANG = Reference(
    "Kiefer, N. M. and Vogelsang, T. J.",
    2005,
    "A New Asymptotic Theory for Heteroskedasticity-Autocorrelation Robust Tests",
    "Econometric Theory 21(6), 1130–1164",
)
HESTERBERG = Reference(
    "Hesterberg, T. C.",
    2015,
    "What Teachers Should Know About the Bootstrap: Resampling in the Undergraduate Statistics Curriculum",
    "The American Statistician 69(4), 371–386",
)
PRIESTLEY = Reference("Priestley, M. B.", 1981, "Spectral Analysis and Time Series", "Academic Press")
RHO_VOGELSANG = Reference(
    "Rho, S.-H. and Vogelsang, T. J.",
    2019,
    "Heteroskedasticity Autocorrelation Robust Inference in Time Series Regressions with Missing Data",
    "Econometric Theory 35(3), 601–629",
)
CROUX_DEHON = Reference(
    "Croux, C. and Dehon, C.",
    2010,
    "Influence Functions of the Spearman and Kendall Correlation Measures",
    "Statistical Methods & Applications 19(4), 497–515",
)
BLOOMFIELD_STEIGER = Reference(
    "Bloomfield, P. and Steiger, W.",
    1980,
    "Least Absolute Deviations Curve-Fitting",
    "SIAM Journal on Scientific and Statistical Computing 1(2), 290–301",
)
KOENKER_BASSETT = Reference("Koenker, R. and Bassett, G.", 1978, "Regression Quantiles", "Econometrica 46(1), 33–50")
LAZARUS = Reference(
    "Lazarus, E., Lewis, D. J., Stock, J. H. and Watson, M. W.",
    2018,
    "HAR Inference: Recommendations for Practice",
    "Journal of Business & Economic Statistics 36(4), 541–559",
)
LESMOND = Reference(
    "Lesmond, D. A., Ogden, J. P. and Trzcinka, C. A.",
    1999,
    "A New Estimate of Transaction Costs",
    "Review of Financial Studies 12(5), 1113–1141",
)
LOH = Reference(
    "Loh, W.-Y.",
    1987,
    "Calibrating Confidence Coefficients",
    "Journal of the American Statistical Association 82(397), 155–162",
)
LUNDE_TIMMERMANN = Reference(
    "Lunde, A. and Timmermann, A.",
    2004,
    "Duration Dependence in Stock Prices: An Analysis of Bull and Bear Markets",
    "Journal of Business & Economic Statistics 22(3), 253–273",
)
MA = Reference(
    "Ma, C., Tian, Y., Hsiao, S. and Deng, L.",
    2022,
    "Monetary policy shocks and Bitcoin prices",
    "Research in International Business and Finance 62, 101711",
)
MACKINNON = Reference(
    "MacKinnon, J. G.",
    2010,
    "Critical Values for Cointegration Tests",
    "Queen's Economics Department Working Paper 1227",
)
MACKINNON_HAUG = Reference(
    "MacKinnon, J. G., Haug, A. A. and Michelis, L.",
    1999,
    "Numerical distribution functions of likelihood ratio tests for cointegration",
    "Journal of Applied Econometrics 14(5), 563–577",
)
MARKOWITZ = Reference("Markowitz, H.", 1952, "Portfolio Selection", "Journal of Finance 7(1), 77–91")
MCNEIL_FREY = Reference(
    "McNeil, A. J. and Frey, R.",
    2000,
    "Estimation of tail-related risk measures for heteroscedastic financial time series: an extreme value approach",
    "Journal of Empirical Finance 7(3–4), 271–300",
)
NEWEY_WEST = Reference(
    "Newey, W. K. and West, K. D.",
    1987,
    "A Simple, Positive Semi-Definite, Heteroskedasticity and Autocorrelation Consistent Covariance Matrix",
    "Econometrica 55(3), 703–708",
)
PATTON = Reference(
    "Patton, A., Politis, D. N. and White, H.",
    2009,
    "Correction to “Automatic Block-Length Selection for the Dependent Bootstrap” by D. Politis and H. White",
    "Econometric Reviews 28(4), 372–375",
)
POLITIS_ROMANO = Reference(
    "Politis, D. N. and Romano, J. P.",
    1994,
    "The Stationary Bootstrap",
    "Journal of the American Statistical Association 89(428), 1303–1313",
)
POON = Reference(
    "Poon, S.-H., Rockinger, M. and Tawn, J.",
    2004,
    "Extreme Value Dependence in Financial Markets: Diagnostics, Models, and Financial Implications",
    "Review of Financial Studies 17(2), 581–610",
)
RISKMETRICS = Reference("J.P. Morgan and Reuters", 1996, "RiskMetrics – Technical Document", "fourth edition, New York")
ROCKAFELLAR_URYASEV = Reference(
    "Rockafellar, R. T. and Uryasev, S.",
    2002,
    "Conditional value-at-risk for general loss distributions",
    "Journal of Banking & Finance 26(7), 1443–1471",
)
ROLL = Reference(
    "Roll, R.",
    1984,
    "A Simple Implicit Measure of the Effective Bid-Ask Spread in an Efficient Market",
    "Journal of Finance 39(4), 1127–1139",
)
ROSENBAUM = Reference("Rosenbaum, P. R.", 2002, "Observational Studies", "second edition, Springer, New York")
SCHOLES_WILLIAMS = Reference(
    "Scholes, M. and Williams, J.",
    1977,
    "Estimating betas from nonsynchronous data",
    "Journal of Financial Economics 5(3), 309–327",
)
SCHUIRMANN = Reference(
    "Schuirmann, D. J.",
    1987,
    "A comparison of the two one-sided tests procedure and the power approach for assessing the equivalence of "
    "average bioavailability",
    "Journal of Pharmacokinetics and Biopharmaceutics 15(6), 657–680",
)
SIMONSOHN = Reference(
    "Simonsohn, U., Simmons, J. P. and Nelson, L. D.",
    2020,
    "Specification curve analysis",
    "Nature Human Behaviour 4, 1208–1214",
)
SPEARMAN = Reference(
    "Spearman, C.",
    1904,
    "The Proof and Measurement of Association between Two Things",
    "American Journal of Psychology 15(1), 72–101",
)
WIED = Reference(
    "Wied, D., Krämer, W. and Dehling, H.",
    2012,
    "Testing for a Change in Correlation at an Unknown Point in Time Using an Extended Functional Delta Method",
    "Econometric Theory 28(3), 570–589",
)
