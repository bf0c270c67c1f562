import { healthStories } from '../../../dev/health/healthStories';
import {
  HealthCardStory,
  HealthStoryView,
} from '../../../dev/health/HealthStoryView';
import { describeStories } from '../../testUtils/describeStories';

describeStories(healthStories, story => [
  ['tab', <HealthStoryView story={story} />, story.says],
  ['card', <HealthCardStory story={story} />, story.cardSays],
]);
