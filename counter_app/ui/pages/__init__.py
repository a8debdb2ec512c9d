"""One page, one file (the intake page, being the heart, has a few): what an officer looks at and acts upon."""
